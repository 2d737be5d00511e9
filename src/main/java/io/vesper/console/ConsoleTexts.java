package io.vesper.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.TreeMap;

/** The console's texts, from the bundles {@code texts*.properties} beside this class. */
final class ConsoleTexts {
    static final List<String> LANGUAGES = List.of("en", "zh");
    private static final String BUNDLE = "io.vesper.console.texts";
    /** Read once: a bundle is kept for every language that is ever asked for, so callers must not choose. */
    private static final Map<String, String> ENGLISH = read("en");

    private static final Map<String, String> CHINESE = read("zh");

    private ConsoleTexts() {}

    /** All texts by key; English for a language that there is no bundle of. */
    static Map<String, String> in(String language) {
        return language.equals("zh") ? CHINESE : ENGLISH;
    }

    private static Map<String, String> read(String language) {
        // Whatever the server's own language is.
        Control noOther = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, Locale.forLanguageTag(language), noOther);
        Map<String, String> texts = new TreeMap<>();
        bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
        return texts;
    }
}
