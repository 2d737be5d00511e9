/** Weights on disk: named tensors of float32, read from and written to the formats of the field. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.checkpoint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
