/** Turns an image file into a normalised tensor, and augments it in training. */
@ApplicationModule(allowedDependencies = {"person"})
@NullMarked
package io.vesper.transform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
