package io.vesper.helm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings that Vesper and Spring Boot know, from the records that they are bound to, the files with defaults and Boot's metadata. */
final class KnownSettings {
    private final Set<String> names = new HashSet<>();
    private final Set<String> maps = new HashSet<>();

    KnownSettings() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scan.findCandidateComponents("io.vesper").forEach(found -> addBound(String.valueOf(found.getBeanClassName())));
        addDefaults("application.yml", "application-demo.yml");
        addMetadata();
    }

    /** Whether a setting has this name as an environment variable. */
    boolean isKnown(String variable) {
        return names.stream().anyMatch(name -> isNamed(variable, name))
                || maps.stream().anyMatch(map -> variable.startsWith(variable(map, "") + "_"));
    }

    private static boolean isNamed(String variable, String name) {
        return variable.equals(variable(name, "")) || variable.equals(variable(name, "_"));
    }

    private static String variable(String name, String hyphen) {
        return name.replace("-", hyphen).replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private void addBound(String className) {
        try {
            Class<?> type = Class.forName(className);
            addComponents(type.getAnnotation(ConfigurationProperties.class).value(), type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addComponents(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (component.getType().isRecord()) {
                addComponents(name, component.getType());
            } else if (Map.class.isAssignableFrom(component.getType())) {
                maps.add(name);
            } else {
                names.add(name);
            }
        }
    }

    private void addDefaults(String... files) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        for (String file : files) {
            yaml.setResources(new ClassPathResource(file));
            names.addAll(Objects.requireNonNull(yaml.getObject()).stringPropertyNames());
        }
    }

    private void addMetadata() {
        ClassLoader loader = getClass().getClassLoader();
        try {
            for (URL file : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
                for (JsonNode property :
                        JsonMapper.shared().readTree(read(file)).path("properties")) {
                    names.add(property.path("name").asString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(URL file) throws IOException {
        try (InputStream bytes = file.openStream()) {
            return bytes.readAllBytes();
        }
    }
}
