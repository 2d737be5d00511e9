/** Who may ask, how much, and who did: API keys with scopes, limits and quotas, and the audit log. */
@ApplicationModule(allowedDependencies = {"person"})
@NullMarked
package io.vesper.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
