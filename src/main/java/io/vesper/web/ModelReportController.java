package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.PublishedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The report that a model's training ended with, as a page or as numbers. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/models")
@Tag(name = "Models", description = "Published models: list, show, activate")
class ModelReportController {
    private final ModelRegistry models;

    ModelReportController(ModelRegistry models) {
        this.models = models;
    }

    @GetMapping(
            path = "/{modelId}/report",
            produces = {MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    @Operation(
            summary = "Show the report of a model's training",
            description = "A page, or its numbers with Accept: application/json. An imported model has none.")
    @ApiResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
            })
    @ApiResponse(responseCode = "404", description = "There is no such model, or it has no report")
    ResponseEntity<Resource> report(@PathVariable String modelId, @RequestHeader HttpHeaders headers) {
        PublishedModel model = models.model(modelId);
        boolean isPage = ReportAnswer.isPagePreferred(headers.getAccept());
        Path file = model.folder().resolve(isPage ? "report.html" : "report.json");
        if (!Files.isRegularFile(file)) {
            throw NoReportException.ofModel(modelId);
        }
        return ReportAnswer.of(isPage, new FileSystemResource(file));
    }
}
