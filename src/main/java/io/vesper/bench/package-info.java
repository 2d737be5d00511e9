/** Measures embedding, searching and serving on this machine, beside what the machine itself can do. */
@ApplicationModule(allowedDependencies = {"client", "embedding", "index", "network", "person"})
@NullMarked
package io.vesper.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
