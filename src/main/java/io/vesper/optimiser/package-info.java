/** Moves weights along gradients: the optimiser and its learning rate. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.optimiser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
