// <button type="button" data-print>: prints the page.
import { on } from './on.js';

on('click', '[data-print]', () => window.print());
