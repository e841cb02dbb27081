// The console's pages in the browser: keys, drafts, and the way back after the line was lost.
import * as captions from './captions.js';
import * as drafts from './drafts.js';
import { listen } from './keys.js';
import * as sounds from './sounds.js';
import { connect } from './connection.js';

window.voicecare = { captions, drafts, sounds };
drafts.keep();
listen();
connect();
