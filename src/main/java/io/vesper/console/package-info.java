/** What only the console's page asks for: its texts and settings. The page lies in {@code static}; all else it does through the API. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
