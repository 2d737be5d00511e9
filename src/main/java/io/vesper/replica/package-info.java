/** Keeps this process's index and model in step with what other processes on the same database change. */
@ApplicationModule(allowedDependencies = {"embedding", "job", "serving", "store"})
@NullMarked
package io.vesper.replica;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
