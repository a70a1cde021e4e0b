package io.novacron.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Things of one kind as rows: each column as wide as its widest cell.
 *
 * @param columns left to right
 */
record Table<T>(List<Column<T>> columns) {
  /**
   * One column.
   *
   * @param coloured whether the text is a state, which has a colour
   */
  record Column<T>(String title, Function<T, String> text, boolean coloured) {}

  Table {
    columns = List.copyOf(columns);
  }

  static <T> Table<T> of() {
    return new Table<>(List.of());
  }

  Table<T> with(String title, Function<T, String> text) {
    return and(new Column<>(title, text, false));
  }

  Table<T> withState(String title, Function<T, String> text) {
    return and(new Column<>(title, text, true));
  }

  private Table<T> and(Column<T> column) {
    var more = new ArrayList<>(columns);
    more.add(column);
    return new Table<>(more);
  }

  String write(List<T> items, boolean color) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(Column::title).toList());
    items.forEach(item -> rows.add(cells(item)));
    int[] widths = widths(rows);
    var text = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      text.append(line(rows.get(row), widths, color && row > 0)).append('\n');
    }
    return text.toString();
  }

  private List<String> cells(T item) {
    return columns.stream().map(column -> column.text().apply(item)).toList();
  }

  private int[] widths(List<List<String>> rows) {
    return IntStream.range(0, columns.size())
        .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
        .toArray();
  }

  private String line(List<String> row, int[] widths, boolean color) {
    var text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String gap = " ".repeat(widths[column] - cell.length() + 2);
      boolean painted = color && columns.get(column).coloured();
      text.append(painted ? Color.ofState(cell) : cell).append(gap);
    }
    return text.toString().stripTrailing();
  }
}
