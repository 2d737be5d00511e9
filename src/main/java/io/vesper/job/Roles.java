package io.vesper.job;

import java.util.Set;

/**
 * What this process does.
 *
 * @param roles none: it takes no job by itself, and serves
 */
public record Roles(Set<Role> roles) {
    public Roles {
        roles = Set.copyOf(roles);
    }

    /** Whether it holds the gallery in memory and answers; a process that only trains does not. */
    public boolean isServing() {
        return roles.isEmpty() || roles.contains(Role.SERVE);
    }
}
