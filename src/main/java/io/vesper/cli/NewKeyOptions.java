package io.vesper.cli;

import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new API key shall be. */
final class NewKeyOptions {
    @Option(names = "--name", required = true, description = "What it is for")
    String name = "";

    @Option(
            names = "--scopes",
            required = true,
            split = ",",
            description =
                    "query, enroll, train, metrics or admin, which allows all of them; some of them between commas")
    List<String> scopes = new ArrayList<>();

    @Option(names = "--expires", description = "After which time it is refused, such as P90D. Default: never")
    @Nullable
    String expires;

    @Option(names = "--requests-per-minute", description = "Default: no limit")
    @Nullable
    Integer requestsPerMinute;

    @Option(names = "--images-per-day", description = "Pictures sent on a UTC day. Default: no limit")
    @Nullable
    Integer imagesPerDay;

    NewKey toNewKey() {
        return new NewKey(
                name,
                scopes.stream().map(Scope::of).collect(Collectors.toSet()),
                expires == null ? null : NewKey.lifetime(expires),
                new KeyLimits(requestsPerMinute, imagesPerDay));
    }
}
