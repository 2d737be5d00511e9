package io.vesper.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What the OpenAPI document says of the whole interface. */
final class ApiDescription implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    private static final String NO_CONTENT = "204";

    @Override
    public void customise(OpenAPI api) {
        api.setInfo(new Info()
                .title("Vesper")
                .version("0.1")
                .description(
                        "Finds people across day and night cameras. What is refused is answered with a problem document "
                                + "(RFC 9457) that names the fields to blame; unknown parameters and fields are refused.")
                .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::addProblem));
    }

    /** The library takes what a method returns for the body of every response that the method documents. */
    private static void addProblem(Operation operation) {
        ApiResponses responses = operation.getResponses();
        responses.forEach((status, response) -> {
            if (status.startsWith("4")) {
                response.setContent(problemContent());
            } else if (status.equals(NO_CONTENT)) {
                response.setContent(null);
            }
        });
        responses.addApiResponse(
                "default", new ApiResponse().description("Refused or failed").content(problemContent()));
    }

    private static Content problemContent() {
        Schema<?> reference = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new Content().addMediaType("application/problem+json", new MediaType().schema(reference));
    }

    private static Schema<?> problem() {
        Schema<?> error = new ObjectSchema()
                .addProperty("field", new StringSchema().example("topK"))
                .addProperty(
                        "message", new StringSchema().example("The topK (0) must be a whole number from 1 to 100."));
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().example("about:blank"))
                .addProperty("title", new StringSchema().example("Bad Request"))
                .addProperty("status", new IntegerSchema().example(400))
                .addProperty("detail", new StringSchema().example("The request has 1 invalid value."))
                .addProperty("instance", new StringSchema().example("/query"))
                .addProperty("errors", new ArraySchema().items(error))
                .addProperty("scope", new StringSchema().description("Which the key lacks, with the status 403"));
    }
}
