package io.vesper.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the console may show beside the API.
 *
 * @param demo whether the demo galleries are there
 */
@ConfigurationProperties("vesper")
record ConsoleSettings(
        @DefaultValue("false") boolean demo, @DefaultValue Links console) {
    /** @param grafanaUrl where the dashboards are; null: no link to them. Shown to whoever opens the page */
    record Links(@Nullable URI grafanaUrl) {
        Links {
            if (grafanaUrl != null && grafanaUrl.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "vesper.console.grafana-url must hold no user or password: it is shown to whoever opens the console.");
            }
        }
    }
}
