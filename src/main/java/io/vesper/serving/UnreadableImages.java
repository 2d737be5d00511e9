package io.vesper.serving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Images that a model could not embed, each once and at most a thousand; so they are reported, and not dropped. */
public final class UnreadableImages {
    /** Of so many at most it is said why. */
    public static final int MAX_LISTED = 1000;

    private final Map<UUID, String> reasons = new LinkedHashMap<>();

    /** One of them: it stays enrolled, but no search finds it. */
    public record UnreadableImage(UUID imageId, String reason) {}

    public void add(UUID imageId, String reason) {
        if (reasons.size() < MAX_LISTED) {
            reasons.putIfAbsent(imageId, reason);
        }
    }

    public List<UnreadableImage> list() {
        return reasons.entrySet().stream()
                .map(entry -> new UnreadableImage(entry.getKey(), entry.getValue()))
                .toList();
    }
}
