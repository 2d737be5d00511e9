/** Finds the people in a gallery who resemble a probe. */
@ApplicationModule(allowedDependencies = {"person", "embedding", "index", "store", "serving"})
@NullMarked
package io.vesper.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
