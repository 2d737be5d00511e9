/** Inner products of a few vectors with very many, as fast as the processor and its memory allow. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
