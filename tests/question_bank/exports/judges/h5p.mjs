// Asks h5p-server whether an unpacked H5P package is sound: exit code 0, or 1 and the reason.
import { createRequire } from 'node:module';
import process from 'node:process';

const [, , judges, folder] = process.argv;
const require = createRequire(`${judges}/package.json`);
const { H5PConfig } = require('@lumieducation/h5p-server');
const PackageValidator =
  require('@lumieducation/h5p-server/build/src/PackageValidator').default;
try {
  await new PackageValidator(new H5PConfig(), undefined).validateExtractedPackage(
    folder,
    true,
    false,
  );
} catch (error) {
  console.error(error.errorId ?? '', error.message, JSON.stringify(error.replacements ?? {}));
  process.exit(1);
}
