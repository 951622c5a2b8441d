// STUB
export const levelWords = (page, dimension) => String(page.score.dimensions[dimension.id].level ?? "no answer yet");
