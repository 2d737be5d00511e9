package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.preset.Presets;
import io.vesper.preset.SettingChoices;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a training can be told. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Jobs")
class PresetsController {
    /**
     * A named preset.
     *
     * @param settings every training setting, in groups, as the preset has it
     */
    @Schema(name = "Preset")
    record PresetView(String name, Map<String, Object> settings) {}

    /** @param choices of the settings that take one of a few words, by name with dots */
    @Schema(name = "Presets")
    record PresetList(List<PresetView> presets, Map<String, List<String>> choices) {}

    private final PresetList presets =
            new PresetList(Presets.NAMES.stream().map(PresetsController::view).toList(), SettingChoices.BY_NAME);

    private static PresetView view(String name) {
        return new PresetView(name, Presets.asMap(Presets.settings(name, Map.of())));
    }

    @GetMapping("/presets")
    @Operation(
            summary = "List presets",
            description =
                    "Every training setting with its value in each preset. `overrides` of POST /jobs/train takes the same names,"
                            + " nested or with dots.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = PresetList.class),
                            examples = @ExampleObject(JobExamples.PRESETS)))
    PresetList list() {
        return presets;
    }
}
