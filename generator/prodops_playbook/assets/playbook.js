// Everything here adds to a page that is complete without it.
//
// Pages can change without being loaded anew (Material's `navigation.instant`): then the old page's elements are gone, and
// new ones stand in the same document. So a part is no longer started once a load, but once for each of its elements.

import { material } from "./life.js";
import { typed } from "./paper.js";
import { alive } from "./parts.js";

typed();

// Material says when a page is there, the first one included. Other engines load every page.
if (material.document$) material.document$.subscribe(() => alive());
else alive();
