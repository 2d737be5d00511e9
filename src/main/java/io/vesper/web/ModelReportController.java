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
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
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
    /** The page holds names out of a dataset: whatever they are made to say, it runs nothing and fetches nothing. */
    private static final String PAGE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

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
        boolean page = isPagePreferred(headers.getAccept());
        Path file = model.folder().resolve(page ? "report.html" : "report.json");
        if (!Files.isRegularFile(file)) {
            throw new NoReportException(modelId);
        }
        return ResponseEntity.ok()
                .contentType(page ? MediaType.TEXT_HTML : MediaType.APPLICATION_JSON)
                .header("Content-Security-Policy", PAGE_POLICY)
                .body(new FileSystemResource(file));
    }

    /** @param accepted at least one of the two, or nothing */
    private static boolean isPagePreferred(List<MediaType> accepted) {
        List<MediaType> bestFirst = new ArrayList<>(accepted);
        MimeTypeUtils.sortBySpecificity(bestFirst);
        for (MediaType type : bestFirst) {
            if (type.includes(MediaType.TEXT_HTML)) {
                return true;
            }
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return false;
            }
        }
        return true;
    }
}
