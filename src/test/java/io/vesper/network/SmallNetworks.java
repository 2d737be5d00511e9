package io.vesper.network;

import io.vesper.network.NetworkArchitecture.BottleneckWidths;

/** Sizes that a test computes in no time. */
final class SmallNetworks {
    static final BottleneckWidths NARROW = new BottleneckWidths(24, 20, 16, 8);

    static final NetworkArchitecture SMALL =
            new NetworkArchitecture(BackboneArchitecture.SMALL, true, NARROW, false, 5);

    private SmallNetworks() {}
}
