package io.vesper.network;

/**
 * What a training computes; the rest of the network costs nothing and stays as it is.
 *
 * @param routing which pictures go where
 * @param visibleInput what the shared branch sees of visible pictures with split routing; with mixed routing it sees both
 * @param specific whether the two modality-specific branches are trained
 * @param shared whether the shared branch is trained
 * @param bottleneck whether the information bottlenecks are trained, and not only what stands before them
 */
public record Passes(Routing routing, VisibleInput visibleInput, boolean specific, boolean shared, boolean bottleneck) {
    /** Everything, as the authors' program routes it. */
    public static final Passes ALL = new Passes(Routing.MIXED, VisibleInput.COLOUR, true, true, true);

    public Passes {
        if (!specific && !shared) {
            throw new IllegalArgumentException(
                    "Neither the specific branches nor the shared one are trained. Maybe one loss weight too many is 0.");
        }
    }

    /** Whether the parameter of that name is computed. */
    boolean reach(String parameter) {
        boolean branch = parameter.startsWith("shared.") ? shared : specific;
        return branch && (bottleneck || !parameter.contains(".bottleneck."));
    }
}
