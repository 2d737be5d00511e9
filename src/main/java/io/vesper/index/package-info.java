/** Finds the images that resemble a probe, exactly and in memory, and ranks the people in them. */
@ApplicationModule(allowedDependencies = {"person", "kernel", "embedding", "scoring"})
@NullMarked
package io.vesper.index;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
