package io.vesper.cli;

import io.vesper.person.Modality;
import io.vesper.protocol.GalleryConvention;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.protocol.SysuSearch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be chosen of a dataset's protocol. */
final class ProtocolOptions {
    @Option(names = "--query", description = "infrared or visible. Default: infrared")
    @Nullable
    String queryModality;

    @Option(names = "--search", description = "all or indoor; sysu-mm01 and demo only. Default: all")
    @Nullable
    String search;

    @Option(
            names = "--shots",
            description = "Gallery pictures per person and camera; sysu-mm01 and demo only. Default: 1")
    @Nullable
    Integer shotsPerCamera;

    @Option(names = "--trials", description = "How many galleries are drawn; not for regdb and folder. Default: 10")
    @Nullable
    Integer trials;

    @Option(names = "--galleries", description = "defacto or official; sysu-mm01 only. Default: defacto")
    @Nullable
    String convention;

    /** @throws IllegalArgumentException if a word is none of its option's */
    ProtocolChoice choice() {
        return new ProtocolChoice(
                queryModality == null ? null : Modality.of(queryModality),
                search == null ? null : SysuSearch.of(search),
                shotsPerCamera,
                trials,
                convention == null ? null : GalleryConvention.of(convention));
    }
}
