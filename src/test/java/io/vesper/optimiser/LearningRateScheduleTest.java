package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.loss.Oracle;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateScheduleTest {
    private static final String CASE = "lr_schedule.";
    private static final Percentage ROUNDING = Percentage.withPercentage(1e-10);

    private static LearningRateSchedule ofOracle() {
        return new LearningRateSchedule(
                Oracle.number(CASE + "params.base"),
                (int) Oracle.number(CASE + "params.warmup_iters"),
                Oracle.number(CASE + "params.warmup_factor"),
                LongStream.of(Oracle.integers(CASE + "params.milestones"))
                        .mapToObj(Math::toIntExact)
                        .toList(),
                Oracle.number(CASE + "params.gamma"));
    }

    private static LearningRateSchedule withMilestones(Integer... milestones) {
        return new LearningRateSchedule(1, 0, 1, List.of(milestones), 0.1);
    }

    @Test
    void positionsAreThoseOfTheOracle() {
        String rates = CASE + "by_last_epoch";
        for (String position : Oracle.node(rates).propertyNames()) {
            assertThat(ofOracle().at(Integer.parseInt(position)))
                    .as(position)
                    .isCloseTo(Oracle.number(rates + "." + position), ROUNDING);
        }
    }

    @Test
    void epochsAreThoseOfTheAuthorsProgram() {
        String rates = CASE + "used_in_epoch_e_by_official_code_is_last_epoch_e_plus_1";
        for (String epoch : Oracle.node(rates).propertyNames()) {
            assertThat(ofOracle().inEpoch(Integer.parseInt(epoch)))
                    .as(epoch)
                    .isCloseTo(Oracle.number(rates + "." + epoch), ROUNDING);
        }
    }

    @Test
    void eachMilestoneDropsTheRateOnceMore() {
        LearningRateSchedule schedule = withMilestones(2, 5);
        assertThat(schedule.at(1)).isEqualTo(1);
        assertThat(schedule.at(2)).isCloseTo(0.1, Offset.offset(1e-12));
        assertThat(schedule.at(4)).isCloseTo(0.1, Offset.offset(1e-12));
        assertThat(schedule.at(5)).isCloseTo(0.01, Offset.offset(1e-12));
    }

    @Test
    void withoutWarmUpTheFirstEpochHasTheFullRate() {
        assertThat(new LearningRateSchedule(3, 0, 0.01, List.of(), 0.1).at(0)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateThatIsNotPositiveIsRefused(double base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRateSchedule(base, 0, 1, List.of(), 1))
                .withMessage("The learning rate (%s) must be finite and greater than 0.".formatted(base));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.1, Double.NaN})
    void factorsThatAreNoShareAreRefused(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRateSchedule(1, 10, factor, List.of(), 1))
                .withMessageContaining("warm-up factor (" + factor + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRateSchedule(1, 10, 1, List.of(), factor))
                .withMessageContaining("drop factor (" + factor + ")");
    }

    @Test
    void milestonesThatDoNotAscendAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withMilestones(5, 5))
                .withMessage("The milestones ([5, 5]) must be at least 1 and ascending.");
        assertThatIllegalArgumentException().isThrownBy(() -> withMilestones(0)).withMessageContaining("[0]");
    }

    @Test
    void negativeEpochsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRateSchedule(1, -1, 1, List.of(), 1))
                .withMessageContaining("(-1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withMilestones().at(-1))
                .withMessageContaining("(-1)");
    }
}
