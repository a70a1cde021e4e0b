package io.novacron.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes of methods, and words on what is public, measured on the sources' trees. */
class SizesTest {
  private static final int TYPICAL_LINES = 5;
  private static final int LONG_LINES = 15;
  private static final int MOST_LINES = 60;

  private static final List<Body> BODIES = new ArrayList<>();
  private static final List<String> UNEXPLAINED = new ArrayList<>();

  /** A method's body, without its braces. */
  private record Body(String method, long lines) {}

  @BeforeAll
  static void readSources() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources =
        House.sources().stream().filter(file -> file.toString().contains("/src/main/")).toList();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
      var trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Reader(unit, trees).scan(unit, null);
      }
    }
    BODIES.sort(Comparator.comparingLong(Body::lines));
  }

  private static long linesAt(int percent) {
    return BODIES.get((BODIES.size() - 1) * percent / 100).lines();
  }

  @Test
  void aMethodFitsIntoTheEye() {
    assertThat(BODIES).hasSizeGreaterThan(500);
    assertThat(linesAt(50)).as("median").isLessThanOrEqualTo(TYPICAL_LINES);
    assertThat(linesAt(90)).as("nine of ten").isLessThanOrEqualTo(LONG_LINES);
    assertThat(BODIES).filteredOn(body -> body.lines() > MOST_LINES).isEmpty();
  }

  @Test
  void everyPublicTypeSaysWhatItIs() {
    assertThat(UNEXPLAINED).isEmpty();
  }

  private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final DocTrees trees;

    private Reader(CompilationUnitTree unit, DocTrees trees) {
      this.unit = unit;
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      var body = method.getBody();
      if (body != null && trees.getSourcePositions().getEndPosition(unit, body) >= 0) {
        long first = line(trees.getSourcePositions().getStartPosition(unit, body));
        long last = line(trees.getSourcePositions().getEndPosition(unit, body));
        BODIES.add(new Body(place() + "." + method.getName(), Math.max(0, last - first - 1)));
      }
      return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      boolean isTop = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
      if (isTop
          && type.getModifiers().getFlags().contains(Modifier.PUBLIC)
          && trees.getDocComment(getCurrentPath()) == null) {
        UNEXPLAINED.add(place());
      }
      return super.visitClass(type, null);
    }

    private long line(long position) {
      return Objects.requireNonNull(unit.getLineMap()).getLineNumber(position);
    }

    private String place() {
      return House.name(Path.of(unit.getSourceFile().toUri()));
    }
  }
}
