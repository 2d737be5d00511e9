/** Speaks HTTP to a running server, for commands that work on its gallery and not on a data folder of their own. */
@ApplicationModule(allowedDependencies = "person")
@NullMarked
package io.vesper.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
