package io.vesper.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the console may show beside the API.
 *
 * @param grafanaUrl where the dashboards are; null: no link to them
 */
@ConfigurationProperties("vesper.console")
record ConsoleSettings(@Nullable URI grafanaUrl) {}
