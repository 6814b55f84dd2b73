package dev.weir.jobs.engine.backtest;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.quality.Judgement;
import dev.weir.quality.RowCount;
import java.util.List;
import java.util.Optional;

/** An answer, or why there is none. */
record BacktestAnswer(Optional<Verdict> verdict, BacktestResult.From from, Optional<String> why) {

    static BacktestAnswer by(Verdict verdict, BacktestResult.From from) {
        return new BacktestAnswer(Optional.of(verdict), from, Optional.empty());
    }

    static BacktestAnswer not(String why) {
        return new BacktestAnswer(Optional.empty(), BacktestResult.From.NOWHERE, Optional.of(why));
    }

    /** A rule about rows, by its terms. */
    static BacktestAnswer counted(Rule rule, long evaluated, long failed, BacktestResult.From from) {
        return by(
                Judgement.of(List.of(rule), List.of(new RowCount(rule.id(), evaluated, failed)), List.of())
                        .verdicts()
                        .get(0),
                from);
    }
}
