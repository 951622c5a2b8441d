"""What a reference means on the page that it leads to."""

from __future__ import annotations

from enum import StrEnum

from ..words import later


class Meaning(StrEnum):
    """What heads the list of those that refer to a record, such as "Applied by" on a principle."""

    AGREED_TO = later("Agreed to")
    ANSWERS_FOR_AN_ITEM_OF = later("Answers for an item of")
    APPLIED_BY = later("Applied by")
    ASKED_BY = later("Asked by")
    ASSESSED_BY = later("Assessed by")
    ASSESSED_IN = later("Assessed in")
    ATTENDS = later("Attends")
    CHECKED = later("Checked")
    COUNTER_METRIC_OF = later("Counter-metric of")
    COVERS_FOR = later("Covers for")
    DECIDES_IN = later("Decides in")
    DONE_HERE = later("Done here")
    DOORS_FOR_THIS_ROLE = later("Doors for this role")
    FACILITATES = later("Facilitates")
    I_NEED_TO = later("I need to")
    IS_ASKED_IN = later("Is asked in")
    IS_INFORMED_IN = later("Is informed in")
    MENTIONED_IN = later("Mentioned in")
    NEXT_STEP_IN = later("Next step in")
    NEXT_STEPS_OF = later("Next steps of")
    OWNS = later("Owns")
    OWNS_WHAT_NAMES_NO_OWNER = later("Owns what names no owner")
    PARTY_TO = later("Party to")
    PRODUCT_MANAGER_OF = later("Product manager of")
    RAISES = later("Raises")
    READ_FIRST_BY = later("Read first by")
    READS_ALONG_IN = later("Reads along in")
    REPLACED_BY = later("Replaced by")
    RESULTS = later("Results")
    RUNS = later("Runs")
    SEE_ALSO = later("See also")
    SUPPORTED_BY = later("Supported by")
    TAKES_A_STEP_IN = later("Takes a step in")
    TOOK_PART_IN = later("Took part in")
    USED_BY = later("Used by")
    USED_IN = later("Used in")
    WATCHED_IN = later("Watched in")
    WORKS_WITH = later("Works with")
