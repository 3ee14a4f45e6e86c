// Runs in <head> before the first paint, so that a chosen theme never flashes.
import { applyTheme, storedTheme } from "./kit/theme";

applyTheme(storedTheme());
