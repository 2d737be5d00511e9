package io.vesper.network;

/**
 * The eight outputs for a batch, as four pairs. Row i of each belongs to image i, whatever its modality (mixed routing).
 *
 * @param visible visible-specific branch, on the picture in colour
 * @param infrared infrared-specific branch, on the picture's luminance
 * @param sharedVisible shared branch, on the picture in colour
 * @param sharedInfrared shared branch, on the picture's luminance
 */
public record NetworkOutput(
        BranchOutput visible, BranchOutput infrared, BranchOutput sharedVisible, BranchOutput sharedInfrared) {}
