package io.vesper.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleTextsTest {
    private static final Path PAGE = Path.of("src/main/resources/static/console");
    private static final Pattern USED = Pattern.compile("\\bt\\('([\\w.-]+)'");
    private static final Pattern BEGUN = Pattern.compile("\\bt\\(`([\\w.-]+)\\$\\{");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private final Map<String, String> english = ConsoleTexts.in("en");

    @Test
    void everyLanguageHasEveryTextWithTheSamePlaces() {
        for (String language : ConsoleTexts.LANGUAGES) {
            Map<String, String> texts = ConsoleTexts.in(language);
            assertThat(texts.keySet()).as(language).isEqualTo(english.keySet());
            texts.forEach((key, text) ->
                    assertThat(places(text)).as(language + " " + key).isEqualTo(places(english.get(key))));
        }
        assertThat(ConsoleTexts.in("zh").get("nav.search")).isEqualTo("检索");
        // Whoever asks for languages at random fills no memory.
        assertThat(ConsoleTexts.in("xx")).isSameAs(ConsoleTexts.in("en"));
    }

    private static Set<String> places(String text) {
        return found(PLACE, text, 0);
    }

    @Test
    void everyTextThatThePageAsksForIsThere() {
        for (String code : scripts()) {
            assertThat(english.keySet()).containsAll(found(USED, code, 1));
            found(BEGUN, code, 1)
                    .forEach(beginning ->
                            assertThat(english.keySet()).as(beginning).anyMatch(key -> key.startsWith(beginning)));
        }
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        Set<String> all = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .map((MatchResult one) -> one.group(group))
                .forEach(all::add);
        return all;
    }

    private static Iterable<String> scripts() {
        try (Stream<Path> files = Files.walk(PAGE)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .map(ConsoleTextsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
