/** The sketch on three millions of readers; one of them is counted on each change. */
import { test } from 'vitest';
import { expectClose } from './sketch.test.readers.ts';

test.each(['a', 'b', 'c'])('within 2 percent from a hundred to a million readers, seed %s', expectClose);
