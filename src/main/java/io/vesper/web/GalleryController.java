package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.gallery.Corrections;
import io.vesper.gallery.Gallery;
import io.vesper.serving.ActiveModel;
import io.vesper.store.Picture;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@RequestMapping("/gallery")
@Tag(name = "Gallery", description = "Enrolled images")
class GalleryController {
    private final Gallery gallery;
    private final Corrections corrections;
    private final ActiveModel active;

    GalleryController(Gallery gallery, Corrections corrections, ActiveModel active) {
        this.gallery = gallery;
        this.corrections = corrections;
        this.active = active;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Enrol pictures",
            description =
                    "Keeps all pictures of the request or none. Once answered they are handed to the disk, and every later query sees them.")
    @ApiResponse(responseCode = "201", description = "Enrolled")
    @ApiResponse(responseCode = "200", description = "All of them had been enrolled before")
    ResponseEntity<EnrolAnswer> enrol(@ModelAttribute EnrolForm form) {
        EnrolAnswer answer = EnrolAnswer.of(gallery.enrol(form.toEnrolment()));
        return ResponseEntity.status(answer.isAnyCreated() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(answer);
    }

    @GetMapping
    @Operation(summary = "List images", description = "In the order of enrolment.")
    ImagePage list(@ParameterObject @ModelAttribute ListForm form) {
        ListForm.ListRequest request = form.toRequest();
        return ImagePage.of(
                gallery.images(request.filter(), request.after(), request.limit() + 1),
                request.limit(),
                active.modelId());
    }

    @GetMapping("/stats")
    @Operation(summary = "Count images", description = "By gallery, modality and camera; and what the index holds.")
    StatsView stats() {
        return StatsView.of(gallery.stats());
    }

    @GetMapping("/{imageId}")
    @Operation(summary = "Show an image's labels")
    ImageView image(@PathVariable String imageId) {
        return ImageView.of(gallery.image(ImageIds.read(imageId)), active.modelId());
    }

    @GetMapping("/{imageId}/image")
    @Operation(summary = "Download the picture", description = "Byte for byte as it was sent.")
    @ApiResponse(
            responseCode = "200",
            description = "The picture",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/bmp", schema = @Schema(type = "string", format = "binary"))
            })
    ResponseEntity<byte[]> picture(@PathVariable String imageId) {
        Picture picture = gallery.picture(ImageIds.read(imageId));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.contentType()))
                .body(picture.bytes());
    }

    @PatchMapping(
            path = "/{imageId}",
            consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Correct an image's labels", description = """
                    A JSON merge patch (RFC 7396): what is absent stays, null removes. So is somebody named in an image of nobody yet \
                    known. Every later query sees all of it. Gallery, modality and picture cannot be changed: enrol it again.""")
    @ApiResponse(responseCode = "200", description = "The image as it is now")
    @ApiResponse(responseCode = "404", description = "There is no such image")
    @ApiResponse(
            responseCode = "409",
            description = "The same picture is there for that person and camera; the problem's imageId names it")
    ImageView correct(@PathVariable String imageId, @RequestBody ImagePatch patch) {
        return ImageView.of(corrections.correct(ImageIds.read(imageId), patch::applyTo), active.modelId());
    }

    @DeleteMapping("/{imageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an image", description = "With its picture and its embeddings.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    void delete(@PathVariable String imageId) {
        gallery.delete(ImageIds.read(imageId));
    }
}
