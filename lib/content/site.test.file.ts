/** Test data: what the check finds in a `site.yml` with some lines more than it needs. */
import { checkFile } from './file.ts';

export const site = (lines: string) =>
  checkFile(
    'site.yml',
    Buffer.from(
      `name: A\ntagline: B\ndescription: C\nlang: en\ntimeZone: Asia/Shanghai\npublisher: D\n${lines}`,
    ),
    'en',
  );
