package io.vesper.console;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the console's page needs before anybody has shown a key: nothing here is about people. No part of the API. */
@RestController
@ConditionalOnWebApplication
@EnableConfigurationProperties(ConsoleSettings.class)
@Hidden
class ConsoleController {
    private static final Duration TEXTS_STAY_FRESH = Duration.ofMinutes(10);

    private final ConsoleView view;

    ConsoleController(ConsoleSettings settings) {
        URI grafana = settings.console().grafanaUrl();
        this.view =
                new ConsoleView(settings.demo(), ConsoleTexts.LANGUAGES, grafana == null ? null : grafana.toString());
    }

    /**
     * How the page is to look.
     *
     * @param demo whether the demo galleries are there, to be tried with the pictures that the page brings
     */
    record ConsoleView(
            boolean demo, List<String> languages, @Nullable String grafanaUrl) {}

    @GetMapping("/console/settings")
    ConsoleView settings() {
        return view;
    }

    @GetMapping("/console/texts/{language}")
    ResponseEntity<Map<String, String>> texts(@PathVariable String language) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(TEXTS_STAY_FRESH).cachePublic())
                .body(ConsoleTexts.in(language));
    }
}
