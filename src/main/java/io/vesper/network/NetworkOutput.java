package io.vesper.network;

import org.jspecify.annotations.Nullable;

/**
 * The outputs for a batch, pass by pass, without those that {@link Passes} leave out. With mixed routing row i of each belongs to
 * picture i of the batch; with split routing to the i-th visible or infrared picture of it.
 */
public final class NetworkOutput {
    private final @Nullable BranchOutput visible;
    private final @Nullable BranchOutput infrared;
    private final @Nullable BranchOutput sharedVisible;
    private final @Nullable BranchOutput sharedInfrared;

    /**
     * @param visible visible-specific branch, on the picture in colour
     * @param infrared infrared-specific branch, on the picture's luminance
     * @param sharedVisible shared branch, on the picture in colour
     * @param sharedInfrared shared branch, on the picture's luminance
     */
    public NetworkOutput(
            @Nullable BranchOutput visible,
            @Nullable BranchOutput infrared,
            @Nullable BranchOutput sharedVisible,
            @Nullable BranchOutput sharedInfrared) {
        this.visible = visible;
        this.infrared = infrared;
        this.sharedVisible = sharedVisible;
        this.sharedInfrared = sharedInfrared;
    }

    /** Visible-specific branch, on the picture in colour. */
    public BranchOutput visible() {
        return computed("visible", visible);
    }

    /** Infrared-specific branch, on the picture's luminance. */
    public BranchOutput infrared() {
        return computed("infrared", infrared);
    }

    /** Shared branch, on the picture in colour. */
    public BranchOutput sharedVisible() {
        return computed("shared visible", sharedVisible);
    }

    /** Shared branch, on the picture's luminance. */
    public BranchOutput sharedInfrared() {
        return computed("shared infrared", sharedInfrared);
    }

    private static BranchOutput computed(String name, @Nullable BranchOutput output) {
        if (output == null) {
            throw new IllegalStateException(
                    "The %s output was not computed. Maybe the network was told that nothing needs it."
                            .formatted(name));
        }
        return output;
    }
}
