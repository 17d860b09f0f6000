/** `npm run house`: writes what is made of house/rooms.ts, the linter's rules and the drawing. */
import { writeFileSync } from 'node:fs';
import { drawing } from './drawing.ts';
import { rulesText } from './rules.ts';

writeFileSync('biome.rooms.json', rulesText());
writeFileSync('docs/pictures/house.svg', drawing());
