package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A contract that is made of another product's release has that one's {@code weirGrade} at least: what are important data there
 * are important data here (Data Security Law 21). No check is taken over, since none was made for this contract.
 */
final class InheritedGrade {

    private final List<Source> sources;
    private final Problems problems;

    InheritedGrade(List<Source> sources, Problems problems) {
        this.sources = List.copyOf(sources);
        this.problems = problems;
    }

    Contract complete(Contract contract) {
        List<DataGrade> read = read(contract);
        Optional<DataGrade.Level> level = read.stream()
                .map(DataGrade::level)
                .max(Comparator.naturalOrder())
                .filter(InheritedGrade::isStrict);
        Optional<DataGrade.GeneticResources> genes = read.stream()
                .flatMap(grade -> grade.geneticResources().stream())
                .max(Comparator.naturalOrder())
                .filter(most -> most != DataGrade.GeneticResources.NONE);
        if (level.isEmpty() && genes.isEmpty()) {
            return contract;
        }
        Optional<DataGrade> own = contract.terms().grade();
        if (own.isPresent()) {
            level.filter(least -> least.compareTo(own.get().level()) > 0)
                    .ifPresent(
                            least -> lower(contract, "grade", own.get().level().word(), least.word()));
            Optional<DataGrade.GeneticResources> said = own.get().geneticResources();
            genes.filter(least -> said.isPresent() && least.compareTo(said.get()) > 0)
                    .ifPresent(least ->
                            lower(contract, "geneticResources", said.get().word(), least.word()));
        }
        DataGrade grade = new DataGrade(
                own.map(DataGrade::level).or(() -> level).orElse(DataGrade.Level.GENERAL),
                own.flatMap(DataGrade::geneticResources).or(() -> genes),
                own.flatMap(DataGrade::check));
        return new Contract(
                contract.id(),
                contract.version(),
                contract.about(),
                contract.tables(),
                new Contract.Terms(
                        contract.terms().format(),
                        Optional.of(grade),
                        contract.terms().serviceLevels(),
                        contract.terms().schedule()),
                contract.file());
    }

    private static boolean isStrict(DataGrade.Level level) {
        return level != DataGrade.Level.GENERAL;
    }

    /** The grades of the released contracts that its tables are made of. */
    private List<DataGrade> read(Contract contract) {
        return QueryInput.of(List.of(contract), sources)
                .filter(QueryInput::isReleased)
                .flatMap(input -> input.source().stream())
                .flatMap(source -> source.contract().terms().grade().stream())
                .toList();
    }

    private void lower(Contract contract, String key, String own, String least) {
        problems.add(
                Code.INVALID_VALUE,
                Place.of(contract.file().path()),
                "the contract '" + contract.id() + "' has the " + key + " '" + own + "'",
                "it is made of a release of another product, whose " + key + " is '" + least + "'",
                "write '" + least + "' in weirGrade, or a stricter one");
    }
}
