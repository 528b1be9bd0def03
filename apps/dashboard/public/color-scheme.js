// Before the first paint, so that the page does not flash in the other colours.
const chosen = localStorage.getItem('barkeep-colours') ?? 'auto';
const isDark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
document.documentElement.style.backgroundColor = isDark ? '#1a1b1e' : '#f8f9fa';
