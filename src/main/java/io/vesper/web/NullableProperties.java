package io.vesper.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in the OpenAPI document which fields of records may be null and that all others are there, as the code says it: by
 * {@link Nullable}, which the library does not look at.
 */
final class NullableProperties implements ModelConverter {
    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        // In a form there is no null; whether one of its fields is needed, the form says itself.
        if (resolved != null && raw.isRecord() && !raw.getSimpleName().endsWith("Form")) {
            complete(definition(resolved, context), raw);
        }
        return resolved;
    }

    private static @Nullable Schema<?> definition(Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        return reference == null
                ? resolved
                : context.getDefinedModels().get(reference.substring(Components.COMPONENTS_SCHEMAS_REF.length()));
    }

    private static void complete(@Nullable Schema<?> schema, Class<?> raw) {
        Map<String, Schema> properties = schema == null ? null : schema.getProperties();
        if (schema == null || properties == null) {
            return;
        }
        Set<String> required = new LinkedHashSet<>();
        if (schema.getRequired() != null) {
            required.addAll(schema.getRequired());
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            String name = component.getName();
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(name);
            } else if (properties.containsKey(name) && !required.contains(name)) {
                properties.put(name, nullable(properties.get(name)));
            }
        }
        required.retainAll(properties.keySet());
        schema.setRequired(List.copyOf(required));
    }

    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            return new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of(NULL))));
        }
        if (property.getTypes() != null && !property.getTypes().contains(NULL)) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
        }
        return property;
    }
}
