/** Turns a decoded picture into a normalised tensor, and augments it in training. */
@ApplicationModule(allowedDependencies = {"decode"})
@NullMarked
package io.vesper.transform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
