package io.vesper.serving;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Images that were changed while a model was being loaded, to be looked at again before it answers. */
final class LateImages {
    private static final int PAGE = 200;

    private final Set<UUID> images = new LinkedHashSet<>();

    synchronized void add(Collection<UUID> changed) {
        images.addAll(changed);
    }

    /** Some of them, which it forgets; none if there are none. */
    synchronized List<UUID> next() {
        List<UUID> page = images.stream().limit(PAGE).toList();
        page.forEach(images::remove);
        return page;
    }

    synchronized void clear() {
        images.clear();
    }
}
