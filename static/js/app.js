// Progressive enhancement: every page works without these files. Each module looks for its own data attributes and
// listens on the document, so content that htmx swaps in later needs no set-up.
import './root.js';
import './menus.js';
import './find.js';
import './copy.js';
import './selection.js';
import './theme.js';
import './busy.js';
import './strength.js';
import './errors.js';
import './live.js';
import './passkey.js';
import './print.js';
import './rights.js';
