/** One class per loss term, on plain tensors. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.loss;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
