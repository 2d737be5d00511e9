/** Keys over HTTP: who a request comes from, what it may do, and the endpoints for keys and the audit log. */
@ApplicationModule(allowedDependencies = {"access", "http"})
@NullMarked
package io.vesper.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
