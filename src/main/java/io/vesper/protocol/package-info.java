/** The benchmarks' protocols: which pictures are searched for, in which galleries, and what a ranking leaves out. */
@ApplicationModule(allowedDependencies = {"person", "dataset"})
@NullMarked
package io.vesper.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
