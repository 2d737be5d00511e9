/** Reads a request's values and says what is wrong with them, as problem documents. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
