package io.vesper.security;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpMethod;

/** What the OpenAPI document says of keys: where they go, and which scope each endpoint needs. */
final class KeyDescription implements OpenApiCustomizer {
    private static final String SCHEME = "apiKey";

    private final EndpointScopes scopes;

    KeyDescription(EndpointScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(Callers.HEADER)
                                .description(
                                        "Needed as soon as a key was made; before that, only this machine may ask. "
                                                + "Also taken as `Authorization: Bearer vsp_…`."));
        api.setSecurity(List.of(new SecurityRequirement().addList(SCHEME)));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    describe(operation, scopes.rule(HttpMethod.valueOf(method.name()), path));
                }));
    }

    private static void describe(Operation operation, EndpointScopes.@Nullable Rule rule) {
        if (rule != null) {
            String needed = rule.scope() == null
                    ? "Any key will do."
                    : "Needs the scope `%s`.".formatted(rule.scope().label());
            operation.setDescription(Stream.of(operation.getDescription(), needed)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" ")));
        }
    }
}
