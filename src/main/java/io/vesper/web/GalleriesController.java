package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.gallery.Galleries;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@RequestMapping("/galleries")
@Tag(
        name = "Galleries",
        description = "Galleries as wholes: what they hold, how long they keep it, where their cameras stand")
class GalleriesController {
    private static final String CAMERA = "Which camera; percent-encoded where it is no plain text, as 'A/B' is A%2FB";

    private final Galleries galleries;

    GalleriesController(Galleries galleries) {
        this.galleries = galleries;
    }

    @GetMapping
    @Operation(
            summary = "List galleries",
            description =
                    "Those in which something is enrolled or about which something is set, in the order of names.")
    @ApiResponse(responseCode = "200", description = "All of them")
    GalleryView.All list() {
        return GalleryView.All.of(galleries.list());
    }

    @GetMapping("/{gallery}")
    @Operation(summary = "Show a gallery", description = "How much it holds, and for how long.")
    @ApiResponse(responseCode = "200", description = "The gallery")
    @ApiResponse(responseCode = "404", description = "Nothing is enrolled in it and nothing set about it")
    GalleryView gallery(@Parameter(example = "default") @PathVariable String gallery) {
        return GalleryView.of(galleries.gallery(PathValues.gallery(gallery)));
    }

    @PutMapping("/{gallery}")
    @Operation(summary = "Set for how long a gallery keeps images", description = """
                    Images enrolled longer ago are erased, with pictures, embeddings and index entries, within the next minute \
                    (vesper.retention.interval). It holds for images enrolled before, too. The gallery may still be empty.""")
    @ApiResponse(responseCode = "200", description = "Set")
    GalleryView put(@Parameter(example = "default") @PathVariable String gallery, @RequestBody GalleryView.Body body) {
        return GalleryView.of(galleries.keepFor(PathValues.gallery(gallery), body.toTimeToLive()));
    }

    @DeleteMapping("/{gallery}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Erase a gallery",
            description =
                    "All its images, with pictures, embeddings by any model and index entries; its time to live and"
                            + " its cameras' locations too.")
    @ApiResponse(responseCode = "204", description = "Erased")
    @ApiResponse(responseCode = "404", description = "Nothing is enrolled in it and nothing set about it")
    void erase(@Parameter(example = "trial-2025") @PathVariable String gallery) {
        galleries.erase(PathValues.gallery(gallery));
    }

    @GetMapping("/{gallery}/cameras")
    @Operation(
            summary = "List a gallery's cameras",
            description = "Those that an image or a location names, in the order of ids.")
    @ApiResponse(responseCode = "200", description = "All of them")
    @ApiResponse(responseCode = "404", description = "Nothing is enrolled in it and nothing set about it")
    CameraView.All cameras(@Parameter(example = "default") @PathVariable String gallery) {
        return CameraView.All.of(galleries.cameras(PathValues.gallery(gallery)));
    }

    @PutMapping("/{gallery}/cameras/{cameraId}")
    @Operation(summary = "Set where a camera stands", description = """
                    Cameras of one location see the same people at the same time; a query with excludeSameLocation leaves them out. \
                    The camera need not have any image yet.""")
    @ApiResponse(responseCode = "200", description = "Set")
    CameraView place(
            @Parameter(example = "default") @PathVariable String gallery,
            @Parameter(description = CAMERA, example = "cam3") @PathVariable String cameraId,
            @RequestBody CameraView.Body body) {
        return CameraView.of(
                galleries.place(PathValues.gallery(gallery), PathValues.camera(cameraId), body.toLocation()));
    }
}
